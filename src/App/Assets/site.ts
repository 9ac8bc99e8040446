import * as Turbo from "@hotwired/turbo";
import { watchForms } from "./forms";
import { watchTheme } from "./theme";
import { watchWaiting } from "./waiting";

// Turbo's own progress bar brings a style element, which the content security policy refuses; waiting.ts says it instead.
Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;

watchForms();
watchTheme();
watchWaiting();
