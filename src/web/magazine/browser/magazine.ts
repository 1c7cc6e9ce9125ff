// Makes fields that search offer what they find as one types. Without it, they are plain fields of plain forms.
import { offerWhileTyping } from './combobox';
import { suggest } from './suggest';

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) {
  const { suggest: chosen, types } = field.dataset;
  const fill = chosen === 'fill';
  offerWhileTyping(field, {
    find: (words, signal) => suggest({ words, types: types?.split(' '), signal }),
    choose: (offer) => {
      if (!fill) location.assign(offer.address);
      field.value = offer.text;
      // Titles are not unique: the form sends the one thing that was chosen, as long as nothing else is typed.
      field.dataset.slug = offer.slug;
    },
  });
  if (!fill) continue;
  field.addEventListener('input', () => delete field.dataset.slug);
  field.form?.addEventListener('formdata', ({ formData }) => {
    if (field.dataset.slug) formData.set(field.name, field.dataset.slug);
  });
}
