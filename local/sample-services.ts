import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What serves the users of an environment: the release that is current, or a page that says why there is none now. */
export interface SampleService {
  readonly client: string;
  readonly environment: string;
  /** Null before anything was installed. */
  readonly version: string | null;
  /** What users are told while it is closed. */
  readonly maintenance: { readonly fr: string; readonly en: string; readonly until: string | null } | null;
  /** Whether the release that is current does not work. */
  readonly broken: boolean;
}

/**
 * The sample services, each a folder with its releases and a file that says which one is current: a release is installed beside
 * the others, then that file is replaced, so that a service is at one version or another whenever the deployer dies.
 */
export class SampleServices {
  /** @param installed what environments begin with, by `client/environment` */
  constructor(
    private readonly folder: string,
    private readonly installed: ReadonlyMap<string, string> = new Map(),
  ) {
    mkdirSync(folder, { recursive: true });
  }

  read(client: string, environment: string): SampleService {
    const version = this.installed.get(`${client}/${environment}`) ?? null;
    const begun: SampleService = { client, environment, version, maintenance: null, broken: false };
    const file = join(this.folderOf(client, environment), 'current.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SampleService) : begun;
  }

  /** The page that a release serves; a release that came with the installation has none of its own. */
  page({ client, environment, version }: SampleService): string {
    const file = join(this.folderOf(client, environment), releaseName(version ?? ''));
    return existsSync(file) ? readFileSync(file, 'utf8') : releasePage(version ?? '');
  }

  install(client: string, environment: string, version: string, broken: boolean): void {
    const service = this.read(client, environment);
    writeWhole(join(this.folderOf(client, environment), releaseName(version)), releasePage(version));
    this.write({ ...service, version, broken });
  }

  close(client: string, environment: string, maintenance: SampleService['maintenance']): void {
    this.write({ ...this.read(client, environment), maintenance });
  }

  list(): SampleService[] {
    const kept = readdirSync(this.folder).map(
      (name) => JSON.parse(readFileSync(join(this.folder, name, 'current.json'), 'utf8')) as SampleService,
    );
    const begun = [...this.installed.keys()].map((key) => this.read(...(key.split('/') as [string, string])));
    const all = new Map([...begun, ...kept].map((one) => [`${one.client}/${one.environment}`, one]));
    return [...all.entries()].sort(([one], [other]) => one.localeCompare(other, 'en')).map(([, service]) => service);
  }

  private write(service: SampleService): void {
    writeWhole(join(this.folderOf(service.client, service.environment), 'current.json'), JSON.stringify(service));
  }

  private folderOf(client: string, environment: string): string {
    return join(this.folder, `${client}_${environment}`);
  }
}

/** A version may hold any character: its file is named by a digest. */
function releaseName(version: string): string {
  return `${createHash('sha256').update(version).digest('hex').slice(0, 16)}.txt`;
}

/** What the sample service says to its users, one line: it is there to show which version serves. */
function releasePage(version: string): string {
  return `Warehouse management ${version}`;
}

/** Writes a file as a whole or not at all. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}
