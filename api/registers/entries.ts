import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../domain/languages';
import {
  addIfAbsent,
  changeEntry,
  keyOf,
  pageOfEntries,
  readKept,
  type RegisterName,
  type Where,
} from '../../store/registers';
import { companyAsked, seesCompany, type Asking as AskingOf } from '../company';
import type { Caller } from '../auth';
import type { Answered } from '../operation';
import { cursorAt, placeOf } from '../paging';
import { Problem } from '../problem';
import { inWords, type Fault } from './faults';
import { checkRevision, isCopy, tagOf } from '../revision';

/** What follows from a change: on record already, so that whoever dies in between has forgotten nothing. */
export interface Prepared {
  /** The change was made. */
  begun(): Promise<void>;
  /** It was not. */
  dropped(): Promise<void>;
}

/** What a register is, besides the schemas of its operations. */
export interface RegisterRules<Entry> {
  readonly name: RegisterName;
  /** The field that says whose an entry is; null where it is nobody's. */
  readonly company: 'client' | 'code' | null;
  /** What an entry refers to and is not there. */
  readonly faults: (entry: Entry) => Promise<Fault[]>;
  /** Why what is kept may not be changed so any more; told the fields that change. */
  readonly frozen?: (kept: Entry, changed: readonly string[], next: Entry, nowMs: number) => Fault[];
  /** What a new entry brings about. */
  readonly added?: (entry: Entry) => Promise<void>;
  /** What a change brings about, put on record before the change is made; told who makes it. */
  readonly prepared?: (kept: Entry, next: Entry, by: Caller) => Promise<Prepared | undefined>;
  /** What else is told of a change that was made. */
  readonly changed?: (kept: Entry, next: Entry) => Promise<void>;
  /** What a client sees of its own entry. */
  readonly seenByClient?: (entry: Entry) => Entry;
  /** What a query's fields ask of an entry, where they are not named as the entry's. */
  readonly where?: (query: Readonly<Record<string, unknown>>) => Where;
}

/** How a list is asked for; the filters of its register stand beside. */
export interface RegisterQuery {
  readonly sort: string;
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Asking extends AskingOf {
  readonly language: Language;
}

/** The work of the operations, on entries whose shape their schemas have checked. */
export class RegisterEntries<Kept> {
  constructor(
    private readonly rules: RegisterRules<Kept>,
    private readonly keyFields: readonly string[],
    private readonly now: () => number,
  ) {}

  async create(asking: Asking, entry: unknown): Promise<Answered<Kept>> {
    const { name } = this.rules;
    const { caller, language } = asking;
    if (!this.visible(asking, entry)) throw new Problem(403, 'forbidden');
    await this.checkFaults(entry, language);
    if (!(await addIfAbsent(name, entry, caller.sub)))
      throw await this.lost(entry, language, new Problem(409, 'conflict'));
    await this.rules.added?.(entry as Kept);
    const place = this.keyFields.map((field) => encodeURIComponent(textOf(entry, field)));
    return {
      status: 201,
      headers: { Location: [`/v1/${name}`, ...place].join('/'), ETag: tagOf(1) },
      body: entry as Kept,
    };
  }

  async read(asking: Asking, params: unknown, copies: string | undefined): Promise<Answered<Kept>> {
    const { entry, revision } = await this.kept(asking, params);
    const status = isCopy(copies, revision) ? 304 : 200;
    return { status, headers: { ETag: tagOf(revision) }, body: this.seen(asking, entry) };
  }

  async change(asking: Asking, params: unknown, named: string, entry: unknown): Promise<Answered<Kept>> {
    const { name, frozen } = this.rules;
    const { caller, language } = asking;
    const kept = await this.kept(asking, params);
    if (keyOf(name, entry) !== keyOf(name, params)) {
      const changed = this.keyFields.filter((field) => textOf(entry, field) !== textOf(params, field));
      throw broken(
        changed.map((field) => ({ field, rule: 'key-fixed' })),
        language,
      );
    }
    checkRevision(named, kept.revision);
    const changed = changedFields(kept.entry, entry);
    const reasons = frozen?.(kept.entry, changed, entry as Kept, this.now()) ?? [];
    if (reasons.length > 0) throw new Problem(409, 'in-force', { errors: inWords(reasons, language) });
    await this.checkFaults(entry, language);
    const prepared = await this.rules.prepared?.(kept.entry, entry as Kept, caller);
    if (!(await changeEntry(name, entry, kept.revision, caller.sub))) {
      await prepared?.dropped();
      throw await this.lost(entry, language, new Problem(412, 'changed-meanwhile'));
    }
    await prepared?.begun();
    await this.rules.changed?.(kept.entry, entry as Kept);
    return { headers: { ETag: tagOf(kept.revision + 1) }, body: entry as Kept, changed };
  }

  async list(
    operation: string,
    asking: Asking,
    { sort, limit, after, ...query }: RegisterQuery,
  ): Promise<Answered<{ items: Kept[]; next: string | null }>> {
    const { name, company, where } = this.rules;
    const filter: Readonly<Record<string, unknown>> = {
      ...query,
      ...(company === null ? {} : { client: companyAsked(asking, textIn(query, 'client')) }),
    };
    const list = { operation, filter, sort };
    const page = { limit, after: placeOf(list, after), descending: sort.startsWith('-') };
    const { client, ...others } = filter;
    const asked = { ...(where ? where(others) : others), ...(company === null ? {} : { [company]: client }) };
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Where;
    const { items, next } = await pageOfEntries(name, given, page);
    return { body: { items: items.map((entry) => this.seen(asking, entry as Kept)), next: cursorAt(list, next) } };
  }

  /** The entry with its revision; another company's is not found, as one that is not there. */
  private async kept(asking: Asking, params: unknown): Promise<{ entry: Kept; revision: number }> {
    const kept = await readKept(this.rules.name, keyOf(this.rules.name, params));
    if (!kept || !this.visible(asking, kept.entry)) throw new Problem(404, 'not-found');
    return { entry: kept.entry as Kept, revision: kept.revision };
  }

  private visible(asking: Asking, entry: unknown): boolean {
    const { company } = this.rules;
    return company === null || seesCompany(asking, textOf(entry, company));
  }

  private seen({ scope }: Asking, entry: Kept): Kept {
    return scope === 'own' ? (this.rules.seenByClient?.(entry) ?? entry) : entry;
  }

  /** Why an entry was not written: another that was written at the same instant may have made it a faulty one. */
  private async lost(entry: unknown, language: Language, otherwise: Problem): Promise<Problem> {
    const faults = await this.rules.faults(entry as Kept);
    return faults.length > 0 ? broken(faults, language) : otherwise;
  }

  private async checkFaults(entry: unknown, language: Language): Promise<void> {
    const faults = await this.rules.faults(entry as Kept);
    if (faults.length > 0) throw broken(faults, language);
  }
}

function broken(faults: readonly Fault[], language: Language): Problem {
  return new Problem(422, 'rule-broken', { errors: inWords(faults, language) });
}

/** A filter of a list, if it has it. */
function textIn(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' ? value : undefined;
}

/** The fields whose content is another one after a change. */
function changedFields(kept: unknown, next: unknown): string[] {
  const [before, after] = [kept, next] as Readonly<Record<string, unknown>>[];
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].filter((field) => !isDeepStrictEqual(before?.[field], after?.[field]));
}

/** A field that stands in a key or names a company. */
function textOf(entry: unknown, field: string): string {
  return String((entry as Readonly<Record<string, unknown>>)[field]);
}
