import { maintenanceMail } from '../../activities/maintenance/mail';
import { maintenanceTemplateSchema } from '../../domain/maintenance/ledger';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';
import { promotion } from '../domain/maintenance/told-maintenance';

const notice: MaintenanceNotice = {
  ...{ reference: 'M-7K3QX9ABCD', sequence: 1, template: 'planned', recipient: 'it@dupont.example', language: 'fr' },
  ...{ revision: 0, side: 'client', thread: 'M-7K3QX9ABCD', at: '2026-11-20T09:00:00.000Z', zone: 'Europe/Paris' },
  ...{ client: 'dupont', kind: 'planned', environments: ['prod'], work: promotion, expectedDowntimeMinutes: 90 },
  why: { fr: 'Correction <b>urgente</b> & sûre', en: 'Urgent <b>correction</b>' },
  window: { startsAt: '2026-12-07T19:00:00.000Z', endsAt: '2026-12-07T21:00:00.000Z' },
  before: { startsAt: '2026-12-01T19:00:00.000Z', endsAt: '2026-12-01T21:00:00.000Z' },
  ...{ reason: { fr: 'Gel', en: 'Freeze' }, detail: 'refused', about: 'upgrade', outcome: null, downtimeMinutes: 75 },
};
const mailOf = (more: Partial<MaintenanceNotice> = {}) =>
  maintenanceMail({ ...notice, ...more }, { from: 'Cadran <support@cadran.example>' });

test('each notice says the expected downtime and the time on the wall, in the language of its reader (annex §10)', () => {
  const french = mailOf();
  expect(french.subject).toBe('[M-7K3QX9ABCD] Maintenance planifiée : lundi 7 décembre 2026 à 20:00 (Europe/Paris)');
  expect(french.text).toContain("Durée d'indisponibilité prévue : 1 h 30 min");
  expect(french.text).toContain('Version : wms 2026.5');
  const english = mailOf({ language: 'en' });
  expect(english.text).toContain('Expected downtime: 1 h 30 min');
  expect(english.text).toMatch(/Monday,? 7 December 2026 at 20:00 \(Europe\/Paris\)/);
  expect(english.html).toContain('Urgent &lt;b&gt;correction&lt;/b&gt;');
  expect(english.html).toContain('<html lang="en">');
});

test.each(maintenanceTemplateSchema.options)('%s has words in both languages, on one line of subject', (template) => {
  for (const language of ['fr', 'en'] as const) {
    const { subject, text, html } = mailOf({ template, language });
    expect(subject).toMatch(/^\[M-7K3QX9ABCD\] \S.+$/);
    expect(`${text}${html ?? ''}`).not.toMatch(/undefined|\[object/);
  }
});

test('what announces invites, what takes back cancels; the provider is not invited', () => {
  const methodOf = (template: MaintenanceNotice['template'], side: 'client' | 'provider' = 'client') =>
    mailOf({ template, side }).calendar?.method;
  expect(['planned', 'moved', 'unplanned'].map((one) => methodOf(one as 'planned'))).toEqual(Array(3).fill('REQUEST'));
  expect(['cancelled', 'withdrawn', 'refused'].map((one) => methodOf(one as 'planned'))).toEqual(
    Array(3).fill('CANCEL'),
  );
  expect([methodOf('reminder'), methodOf('operational'), methodOf('withdrawn', 'provider')]).toEqual(
    Array(3).fill(undefined),
  );
  expect(mailOf().calendar?.content).toContain('UID:m-7k3qx9abcd@cadran.maintenance');
});

test('one thread, and a Message-ID that the same notice has again', () => {
  const { thread, id } = mailOf({ thread: 'upgrade:dupont:wms@2026.5' });
  expect(thread).toBe('<upgrade-dupont-wms-2026.5@cadran.thread>');
  expect(mailOf().id).toBe(id);
  expect(mailOf({ sequence: 2 }).id).not.toBe(id);
});
