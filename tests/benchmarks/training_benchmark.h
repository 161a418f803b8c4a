#pragma once

/// Registers the rows train/...: epochs of learning, measuring left out.
void registerTraining();
