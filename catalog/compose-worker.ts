import { answerJobs } from '../platform/threads/answer-jobs';
import { composeParts } from './compose-parts';

answerJobs(composeParts);
