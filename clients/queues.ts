import { ticketQueue } from '../workflows/messages';

/** Every task queue that needs workers. */
export const taskQueues: readonly string[] = [ticketQueue];
