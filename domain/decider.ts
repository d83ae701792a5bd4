import type { Refusal } from './refusal';

/** Who acts: every write is attributable to a person or a program, and an instant. */
export interface Decision<Event> {
  readonly events: readonly Event[];
}

/** The rules of one aggregate, pure: the instant, new ids and facts from outside arrive inside the command. */
export interface Decider<State, Command, Event> {
  decide(state: State, command: Command): Decision<Event> | { readonly refusal: Refusal };
  evolve(state: State, event: Event): State;
}
