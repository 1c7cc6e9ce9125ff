/**
 * A field that searches. By itself a plain one, sent with its form; the script makes it offer what it finds while
 * one types (`data-suggest`: what of; `link` opens what is chosen, `fill` takes its slug for the form).
 */
export function SearchField({
  id,
  name,
  label,
  value,
  placeholder,
  types,
  chosen = 'link',
}: {
  id: string;
  name: string;
  label: string;
  value?: string;
  placeholder?: string;
  /** Of the API's SearchType; everything unless told. */
  types?: string[];
  chosen?: 'link' | 'fill';
}) {
  return (
    <div class="search-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="search"
        value={value}
        placeholder={placeholder}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        data-suggest={chosen}
        data-types={types?.join(' ')}
      />
    </div>
  );
}
