import { ValidateBy } from 'class-validator';

/** For where a range begins: it must not begin after the end that another property gives. */
export function NotAfter(end: string): PropertyDecorator {
  return ValidateBy({
    name: 'notAfter',
    validator: {
      validate: (value, args) => {
        const last = (args!.object as Record<string, unknown>)[end] as typeof value;
        return last == null || value <= last;
      },
      defaultMessage: () => `$property must not be after ${end}`,
    },
  });
}
