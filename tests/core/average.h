#pragma once
#include <QByteArray>
#include <QString>
#include <algorithm>
#include <cmath>

/// Mean over draws with its standard error.
class Average {
 public:
  void add(double value) {
    ++m_count;
    m_sum += value;
    m_squares += value * value;
  }
  [[nodiscard]] double mean() const { return m_sum / m_count; }
  [[nodiscard]] double standardError() const {
    return std::sqrt(std::max(0.0, m_squares / m_count - mean() * mean()) / (m_count - 1.0));
  }
  [[nodiscard]] bool agreesWith(double expected) const {
    return std::abs(mean() - expected) < 4.0 * standardError() + 1e-9;
  }
  [[nodiscard]] QByteArray against(double expected) const {
    return QStringLiteral("%1 +- %2, expected %3")
        .arg(mean(), 0, 'g', 8)
        .arg(standardError(), 0, 'g', 3)
        .arg(expected, 0, 'g', 8)
        .toUtf8();
  }

 private:
  double m_count = 0.0, m_sum = 0.0, m_squares = 0.0;
};
