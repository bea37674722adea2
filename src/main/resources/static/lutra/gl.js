export { LutRenderer } from "./gl/renderer.js";
