/**
 * How long one workflow task may last, milliseconds. A worker that is killed in the middle of one holds it for so long, so that nobody
 * else answers meanwhile; a first try and its answer must fit in it (workflows/activity-policies.ts).
 */
export const workflowTaskTimeoutMs = 4000;
