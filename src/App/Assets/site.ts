import * as Turbo from "@hotwired/turbo";
import { watchCalendar } from "./calendar";
import { CheckedForm } from "./checked-form";
import { watchData } from "./freshness";
import { watchForms } from "./forms";
import { LiveFeed } from "./live-feed";
import { watchMenus } from "./menus";
import { watchReload } from "./reload";
import { watchSearch } from "./search";
import { watchSteps } from "./steps";
import { watchTheme } from "./theme";
import { watchWaiting } from "./waiting";

// While an answer is on its way waiting.ts dims the old figures; Turbo's progress bar would only add motion.
Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;

customElements.define("checked-form", CheckedForm);
customElements.define("live-feed", LiveFeed);
watchCalendar();
watchData();
watchForms();
watchMenus();
watchReload();
watchSearch();
watchSteps();
watchTheme();
watchWaiting();
