/** What a config may say: every setting, in one table. Immutable; any thread may read it. */
@NullMarked
package dev.tickwire.server.settings;

import org.jspecify.annotations.NullMarked;
