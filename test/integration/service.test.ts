import { testsOf } from './one-cadran';

testsOf('service');
