/** TypeScript types of games, for pages that want the compiler to know tables, events and inputs. */
@NullMarked
package dev.tickwire.client.types;

import org.jspecify.annotations.NullMarked;
