import { testsOf } from './one-cadran';

testsOf('edge');
