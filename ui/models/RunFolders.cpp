#include "ui/models/RunFolders.h"

#include <QFile>
#include <QSettings>
#include <QStringList>
#include <algorithm>
#include <system_error>

#include <normscope/experiment/RunFolder.h>

namespace normscope::ui
{

namespace
{

constexpr const char* kKey = "runs/folders";

bool contains(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& folder)
{
    return std::find(folders.begin(), folders.end(), folder) != folders.end();
}

/// As they are kept now: another window may have added to them.
std::vector<std::filesystem::path> readKept()
{
    std::vector<std::filesystem::path> folders;
    const QStringList kept = QSettings().value(QLatin1String(kKey)).toStringList();
    for (const QString& folder : kept) {
        folders.emplace_back(QFile::encodeName(folder).toStdString());
    }
    return folders;
}

void keep(const std::vector<std::filesystem::path>& folders)
{
    QStringList kept;
    for (const auto& folder : folders) {
        kept.append(QFile::decodeName(folder.c_str()));
    }
    QSettings().setValue(QLatin1String(kKey), kept);
}

}  // namespace

std::filesystem::path comparable(const std::filesystem::path& folder)
{
    std::error_code error;
    auto path = std::filesystem::weakly_canonical(folder, error);
    // "runs/" is "runs".
    path = path.has_filename() ? path : path.parent_path();
    return error || path.empty() ? folder : path;
}

RunFolders::RunFolders(QObject* parent)
    : QObject(parent)
    , m_kept(readKept())
{
}

std::vector<std::filesystem::path> RunFolders::all() const
{
    std::vector<std::filesystem::path> folders;
    if (const auto standard = defaultRunsFolder(); !standard.empty()) {
        folders.push_back(comparable(standard));
    }
    for (const auto& folder : m_kept) {
        if (!contains(folders, folder)) {
            folders.push_back(folder);
        }
    }
    const auto listed = folders;
    for (const auto& experiment : m_shown) {
        if (!contains(listed, experiment.parent_path()) && !contains(folders, experiment)) {
            folders.push_back(experiment);
        }
    }
    return folders;
}

void RunFolders::add(const std::filesystem::path& folder)
{
    m_kept = readKept();
    if (const auto path = comparable(folder); !contains(all(), path)) {
        m_kept.push_back(path);
        keep(m_kept);
        Q_EMIT changed();
    }
}

void RunFolders::remove(const std::filesystem::path& folder)
{
    // It may be one of those that are read again.
    const std::filesystem::path gone = folder;
    m_kept = readKept();
    if (std::erase(m_kept, gone) > 0) {
        keep(m_kept);
        Q_EMIT changed();
    }
}

void RunFolders::setShown(const std::vector<std::filesystem::path>& experiments)
{
    const auto before = all();
    m_shown.clear();
    for (const auto& experiment : experiments) {
        m_shown.push_back(comparable(experiment));
    }
    if (all() != before) {
        Q_EMIT changed();
    }
}

bool RunFolders::holdsExperiments(const std::filesystem::path& folder)
{
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (holdsExperiment(entry->path())) {
            return true;
        }
    }
    return false;
}

}  // namespace normscope::ui
