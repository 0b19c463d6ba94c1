/**
 * The court's page: one HTML file that verifies a dropped case file in a browser, with no network.
 * Its verifier is {@code evidence.dossier} itself, compiled to JavaScript by TeaVM. Imports
 * evidence; nothing imports it, whoever wants the page reads the resource {@code
 * /comity/page/verify.html}. Open {@link comity.page.browser.Engine} first, then {@code page.js}.
 */
@NullMarked
package comity.page;

import org.jspecify.annotations.NullMarked;
