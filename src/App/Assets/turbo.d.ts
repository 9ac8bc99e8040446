declare module "@hotwired/turbo" {
  export const config: { drive: { progressBarDelay: number } };
  export function renderStreamMessage(message: string): void;
  export function visit(location: string | URL, options?: { action?: "advance" | "replace" | "restore" }): void;
}
