@NullMarked
package dev.tickwire.client;

import org.jspecify.annotations.NullMarked;
