import { connection } from '../../portal/shell/connection';

const told = () => ({ stale: connection.stale });

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  connection.reached();
  jest.useRealTimers();
});

test('patterns 2.11: figures are old once nothing has answered for 15 seconds, and young again with the first answer', () => {
  connection.lost();
  jest.advanceTimersByTime(14_999);
  expect(told()).toEqual({ stale: false });
  jest.advanceTimersByTime(1);
  expect(told()).toEqual({ stale: true });
  connection.reached();
  expect(told()).toEqual({ stale: false });
});

test('a line that breaks for less than that makes nothing old, however often', () => {
  for (let time = 0; time < 5; time += 1) {
    connection.lost();
    // Asking again in vain begins nothing anew.
    connection.lost();
    jest.advanceTimersByTime(10_000);
    connection.reached();
    jest.advanceTimersByTime(60_000);
    expect(told()).toEqual({ stale: false });
  }
});
