@NullMarked
package dev.tickwire.server;

import org.jspecify.annotations.NullMarked;
