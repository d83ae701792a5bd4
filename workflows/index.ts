export { fanOut } from './fan-out';
export { ticket } from './ticket';
