#pragma once
#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <filesystem>
#include <string>

namespace arcscope::tests {

/// A folder of files for one test.
class Folder {
 public:
  [[nodiscard]] std::filesystem::path path(const char* name) const {
    return std::filesystem::path(m_folder.path().toStdString()) / name;
  }
  std::filesystem::path write(const char* name, const std::string& bytes) const {
    QFile file(QString::fromStdString(path(name).string()));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes.data(), static_cast<qint64>(bytes.size()));
    return path(name);
  }
  [[nodiscard]] QStringList entries() const {
    return QDir(m_folder.path())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
  }

 private:
  QTemporaryDir m_folder;
};

inline std::string contents(const std::filesystem::path& file) {
  QFile opened(QString::fromStdString(file.string()));
  return opened.open(QIODevice::ReadOnly) ? opened.readAll().toStdString() : std::string();
}

}  // namespace arcscope::tests
