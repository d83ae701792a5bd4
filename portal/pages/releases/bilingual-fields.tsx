import { LongTextField } from '../../forms/fields';

/** The same text in both languages of the provider: mails are in either. */
export function BilingualFields({ fr, en }: { readonly fr: string; readonly en: string }) {
  return (
    <>
      <LongTextField name="fr" label={fr} rows={2} maximum={500} />
      <LongTextField name="en" label={en} rows={2} maximum={500} />
    </>
  );
}
