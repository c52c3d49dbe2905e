export { plainText } from '../model/plain-text.ts';
