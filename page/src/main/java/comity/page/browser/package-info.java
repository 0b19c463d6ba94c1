/**
 * What of the page runs as JavaScript: the entrance, the bytes of a dropped file, and what TeaVM
 * lacks of the JDK. Imports evidence and TeaVM's interfaces to the browser; open {@link
 * comity.page.browser.Engine} first.
 */
@NullMarked
package comity.page.browser;

import org.jspecify.annotations.NullMarked;
