import 'moment';

/** The package brings no types; this is the part that the bench calls. */
declare module 'moment' {
  interface Moment {
    /** Changes the moment to the one by which so much working time has passed. */
    addWorkingTime(amount: number, unit: 'minutes'): Moment;
  }
}
