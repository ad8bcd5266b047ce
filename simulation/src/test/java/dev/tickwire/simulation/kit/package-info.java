/** What game authors test their games with: {@link dev.tickwire.simulation.kit.Match} is where to begin. */
package dev.tickwire.simulation.kit;
