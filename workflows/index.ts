export { fanOut } from './fan-out';
export { importTickets } from './import';
export { ticket } from './ticket';
