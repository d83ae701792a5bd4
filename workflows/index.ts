export { fanOut } from './fan-out';
export { importTickets } from './import';
export { maintenance } from './maintenance';
export { ticket } from './ticket';
