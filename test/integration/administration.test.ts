import { testsOf } from './one-cadran';

testsOf('administration');
