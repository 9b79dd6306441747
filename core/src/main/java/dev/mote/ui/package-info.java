/**
 * The local page: {@code /} with its script and style, and {@code /healthz}. The page needs nothing
 * from elsewhere, gets its numbers from {@code /metrics} as any scraper does, and calculates rates
 * in the browser.
 */
package dev.mote.ui;
