#pragma once

/// Registers the rows ensemble/...: the cost of a draw against that of drawing the weights plus one bare
/// image computation, and the speed of two threads against one.
void registerEnsembles();
