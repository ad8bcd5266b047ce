/** TypeScript types of games, for pages that want the compiler to know tables, events, inputs and tunables. */
@NullMarked
package dev.tickwire.client.types;

import org.jspecify.annotations.NullMarked;
