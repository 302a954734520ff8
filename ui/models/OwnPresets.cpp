#include "ui/models/OwnPresets.h"

#include <QDir>
#include <QUrl>
#include <algorithm>

#include <normscope/base/UserFolders.h>

namespace normscope::ui
{

namespace
{

QDir folder()
{
    return QDir(QFile::decodeName((userDataFolder() / "presets").c_str()));
}

/// Letters as they are, also those of other scripts; what a path takes for something else is escaped.
QString fileName(const QString& title)
{
    QString name = title;
    for (const QChar escaped : {u'%', u'/', u'\\', u'\0'}) {
        name.replace(escaped, QString::fromLatin1(QUrl::toPercentEncoding(QString(escaped))));
    }
    if (name.startsWith(u'.')) {
        name.replace(0, 1, QStringLiteral("%2E"));
    }
    return name + QStringLiteral(".json");
}

}  // namespace

std::vector<OwnPreset> ownPresets()
{
    std::vector<OwnPreset> presets;
    const QFileInfoList files = folder().entryInfoList({QStringLiteral("*.json")}, QDir::Files | QDir::Readable);
    for (const QFileInfo& file : files) {
        presets.push_back({QUrl::fromPercentEncoding(file.completeBaseName().toUtf8()),
                           QFile::encodeName(file.filePath()).toStdString()});
    }
    std::sort(presets.begin(), presets.end(),
              [](const OwnPreset& a, const OwnPreset& b) { return QString::localeAwareCompare(a.title, b.title) < 0; });
    return presets;
}

std::filesystem::path ownPresetPath(const QString& title)
{
    return QFile::encodeName(folder().filePath(fileName(title))).toStdString();
}

}  // namespace normscope::ui
