import { TextInput } from '@mantine/core';
import { wallHelp } from '../../forms/wall-field';
import { instantsOfWall, wallOfInstant } from '../../time/wall-clock';
import { readersZone } from '../../time/zones';

/** An instant by the wall clock of the reader; what is understood stands below. */
export function InstantInput({
  value,
  change,
  language,
  ...common
}: {
  readonly id: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly className: string;
  readonly value: string;
  readonly change: (at: string) => void;
  readonly language: 'fr' | 'en';
}) {
  const zone = readersZone();
  const wall = /Z$/.test(value) ? wallOfInstant(value, zone) : value;
  return (
    <TextInput
      {...common}
      type="datetime-local"
      description={wallHelp(wall, zone, language)}
      value={wall}
      onChange={({ target }) => change(instantsOfWall(target.value, zone)[0] ?? target.value)}
    />
  );
}
