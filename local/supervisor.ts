import type { ProcessExit } from './guarded-process';
import { describeExit } from './service';
import type { Service } from './service';
import type { Tell } from './waiting';

/** What a supervised service is doing. `waiting`: it died and is started again after a delay. */
export type ServiceState = 'running' | 'starting' | 'waiting' | 'stopped';

const LONGEST_DELAY_S = 10;
/** A service that has run so long counts as sound again, in ms. */
const SOUND_MS = 60_000;

/**
 * Keeps services running: a death is told at once and followed by a new start on the same port, after 1 s, 2 s, up to
 * 10 s. What a person stopped stays stopped until it is started again.
 */
export class Supervisor {
  private readonly states = new Map<Service, Supervision>();

  constructor(private readonly tell: Tell) {}

  /** Takes charge of a service and starts it; of one that cannot be started it has no charge. */
  async start(service: Service): Promise<void> {
    const supervision = new Supervision(service, this.tell);
    this.states.set(service, supervision);
    try {
      await supervision.start();
    } catch (error) {
      this.states.delete(service);
      throw error;
    }
  }

  /** Name, state, process and address of each service. */
  status(): { name: string; state: ServiceState; pid: number | undefined; address: string }[] {
    return [...this.states].map(([service, { state }]) => ({
      name: service.name,
      state,
      pid: service.pid,
      address: service.address,
    }));
  }

  /** @throws where there is no service of that name, or its address was given */
  of(name: string): Supervision {
    const found = [...this.states].find(([service]) => service.name === name);
    if (found) return found[1];
    const names = [...this.states.keys()].map((service) => service.name).join(', ');
    throw new Error(`No service ${name} runs here. There are: ${names}`);
  }

  /** Ends all, one after the other in the order of these names. */
  async stopAll(order: readonly string[]): Promise<void> {
    const rank = ([service]: [Service, Supervision]): number => order.indexOf(service.name);
    const inOrder = [...this.states].sort((one, other) => rank(one) - rank(other));
    for (const [service, supervision] of inOrder) {
      if (supervision.state !== 'stopped') this.tell(`${service.name} is being ended`);
      await supervision.stop();
    }
  }

  /** Ends all at once, without grace. */
  async killAll(): Promise<void> {
    await Promise.all([...this.states.values()].map((supervision) => supervision.stop({ graceMs: 0 })));
  }
}

/** One service in charge. */
export class Supervision {
  private current: ServiceState = 'stopped';
  private timer: NodeJS.Timeout | undefined;
  private deaths = 0;
  private upSince = performance.now();

  constructor(
    private readonly service: Service,
    private readonly tell: Tell,
  ) {
    service.onExit((exit) => this.ended(exit));
  }

  get state(): ServiceState {
    return this.current;
  }

  /** Stops it and leaves it so. */
  async stop(options: { graceMs?: number } = {}): Promise<void> {
    clearTimeout(this.timer);
    this.current = 'stopped';
    await this.service.stop(options);
  }

  /** Starts it again, on the same port and data; does nothing where it runs. */
  async start(): Promise<void> {
    if (this.current === 'running' || this.current === 'starting') return;
    clearTimeout(this.timer);
    this.deaths = 0;
    await this.startNow();
  }

  /** `kill -9`: a death like any other, hence told and followed by a new start. */
  async kill(): Promise<void> {
    await this.service.kill();
  }

  private ended(exit: ProcessExit): void {
    // A start that fails tells it by itself; a stop was asked for.
    if (exit.wanted || this.current !== 'running') return;
    this.tell(describeExit(exit));
    if (performance.now() - this.upSince > SOUND_MS) this.deaths = 0;
    this.startLater();
  }

  private startLater(): void {
    this.deaths += 1;
    const delay = Math.min(this.deaths, LONGEST_DELAY_S);
    this.tell(`${this.service.name} is started again in ${delay} s`);
    this.current = 'waiting';
    this.timer = setTimeout(() => {
      this.startNow().catch((error: unknown) => {
        if (this.current !== 'starting') return;
        this.tell(error instanceof Error ? error.message : String(error));
        this.startLater();
      });
    }, delay * 1_000);
  }

  private async startNow(): Promise<void> {
    this.current = 'starting';
    try {
      await this.service.start();
    } catch (error) {
      // A person's own start that fails leaves it stopped; stop() during a start too.
      if (this.deaths === 0) this.current = 'stopped';
      throw error;
    }
    // It may have been stopped in the meantime.
    if (this.state === 'starting') this.current = 'running';
    this.upSince = performance.now();
  }
}
