import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';

/** What has no field of its own: written as JSON, and told at once where it is none. */
export function JsonField({
  value,
  change,
  ...common
}: {
  readonly id: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly className: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}) {
  const { texts } = adminWords[useLanguage()];
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [isWrong, setWrong] = useState(false);
  return (
    <Textarea
      {...common}
      description={texts.json}
      rows={4}
      value={text}
      error={isWrong ? texts.badJson : undefined}
      onChange={({ target }) => {
        setText(target.value);
        try {
          change(JSON.parse(target.value) as unknown);
          setWrong(false);
        } catch {
          setWrong(true);
        }
      }}
    />
  );
}
