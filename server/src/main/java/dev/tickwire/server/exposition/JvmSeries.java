package dev.tickwire.server.exposition;

import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * Memory, collections and the process, by the names that dashboards for Java know. What would stop all threads for a
 * look, as the states of threads do, is not among it, and neither are the JVM's pools one by one.
 */
final class JvmSeries {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    JvmSeries() {
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    MetricSnapshots scrape() {
        return registry.scrape(
                name -> !name.startsWith("jvm_memory_pool_") && !name.startsWith("jvm_memory_objects_pending"));
    }
}
