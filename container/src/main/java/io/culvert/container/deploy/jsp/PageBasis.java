package io.culvert.container.deploy.jsp;

import java.util.List;
import java.util.function.Supplier;

/**
 * What all pages of an application depend on beside its descriptor, and what its tag libraries
 * bring to its start.
 *
 * @param listeners the classes of listeners of its tag libraries
 * @param libraries which tag libraries there are, as text to compare
 * @param classPath a digest of its classes, as they are now
 */
record PageBasis(List<String> listeners, String libraries, Supplier<String> classPath) {}
