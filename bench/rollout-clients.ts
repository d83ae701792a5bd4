import { contractSchema, type Contract } from '../domain/contract/contract';
import { contracts } from '../local/sample-contracts';
import { addIfAbsent } from '../store/registers';
import { perSecond } from './api-timing';

export const product = 'bench';
export const versions = { installed: '2026.1', published: '2026.2' } as const;

/** Companies that run one product, each with a contract, production, and a test environment that the deployer serves. */
export class RolloutClients {
  readonly codes: readonly string[];

  constructor(
    count: number,
    private readonly deployer: string,
  ) {
    this.codes = Array.from({ length: count }, (_, index) => `bench-${String(index).padStart(5, '0')}`);
  }

  /** Registers all of them; so many entries a second. */
  async register(): Promise<number> {
    const [sample] = contracts;
    if (!sample) throw new Error('there is no sample contract');
    const all = [versions.installed, versions.published];
    await addIfAbsent('products', { code: product, name: 'Bench', versions: all });
    const left = [...this.codes];
    return await perSecond(left.length, 20, async () => {
      const code = left.pop();
      if (code !== undefined) await this.registerOne(code, sample);
    });
  }

  private async registerOne(client: string, sample: Contract): Promise<void> {
    const contact = { email: `it@${client}.example`, language: 'fr' };
    await addIfAbsent('clients', { code: client, name: client, language: 'fr', zone: 'Europe/Paris' });
    await addIfAbsent(
      'contracts',
      contractSchema.parse({ ...sample, client, contacts: { ...sample.contacts, client: [contact] } }),
    );
    const environment = { client, product, version: versions.installed };
    await addIfAbsent('environments', { ...environment, code: 'prod', kind: 'production' });
    await addIfAbsent('environments', {
      ...{ ...environment, code: 'test', kind: 'test', deployer: { url: this.deployer } },
      healthCheck: `${this.deployer}/services/${client}/test/health`,
    });
  }
}
