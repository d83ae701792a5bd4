import { CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { keepDraftFiles, readDraftFiles } from '../../../drafts/draft-files';
import { useLanguage, useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';
import { size } from '../files';
import { NEW_TICKET } from './filling';

/** The files that go with the ticket: they belong to its draft until it is sent. */
export function ChosenFiles() {
  const words = useWords(newWords);
  const language = useLanguage();
  const [files, setFiles] = useState<readonly File[]>([]);
  useEffect(() => {
    void readDraftFiles(NEW_TICKET).then(setFiles);
  }, []);
  const keep = (next: readonly File[]): void => {
    setFiles(next);
    void keepDraftFiles(NEW_TICKET, next);
  };
  return (
    <div className="form-field">
      <label htmlFor="new-files">{words.files}</label>
      <p className="quiet small" id="new-files-help">
        {words.filesHelp}
      </p>
      <input
        id="new-files"
        type="file"
        multiple
        aria-describedby="new-files-help"
        onChange={({ target }) => {
          keep([...files, ...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <ul className="files">
        {files.map((file, index) => (
          <li key={`${file.name}${index}`}>
            {words.fileOf(file.name, size(file.size, language))}
            <CloseButton
              aria-label={words.remove(file.name)}
              onClick={() => keep(files.filter((one) => one !== file))}
              style={{ display: 'inline-flex', verticalAlign: 'middle' }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
