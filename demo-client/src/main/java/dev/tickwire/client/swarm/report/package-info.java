/** What a swarm saw, and how that is told: figures, texts, files. */
@NullMarked
package dev.tickwire.client.swarm.report;

import org.jspecify.annotations.NullMarked;
