export { fanOut } from './fan-out';
export { importTickets } from './import';
export { maintenance } from './maintenance';
export { rollout } from './rollout';
export { ticket } from './ticket';
export { upgrade } from './upgrade';
