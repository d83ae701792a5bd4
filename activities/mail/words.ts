import { thresholdInWords } from '../../domain/clock/words';
import type { Notice, NoticeTemplate } from '../../domain/ticket/notices';

/** What mails and webhooks say in one language. */
export interface Words {
  clocks: Record<'intervention' | 'resolution', string>;
  reasons: Record<string, string>;
  texts: Record<
    NoticeTemplate,
    (notice: Notice, facts: { due: string; target: string; at: string }) => { subject: string; lines: string[] }
  >;
  link: string;
  footer: string;
}

/** The parts of sentences that both languages make alike. */
export const word = (language: Words, reason: string | null): string => language.reasons[reason ?? ''] ?? reason ?? '';
export const version = ({ about }: Notice, words: string): string => (about === undefined ? '' : `, ${words} ${about}`);
export const quoted = (text: string | null): string[] => (text === null ? [] : ['', text]);
export const threshold = (notice: Notice): string =>
  notice.threshold === null ? '' : thresholdInWords(notice.threshold, notice.language);
export const clock = (language: Words, notice: Notice): string => (notice.clock ? language.clocks[notice.clock] : '');
