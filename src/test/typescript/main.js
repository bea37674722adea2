import { story } from './out/story.js';

await story(process.env.LUTRA_URL, process.env.LUTRA_KEY);
console.log('The end');
