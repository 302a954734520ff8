#include "RunFiles.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>

namespace normscope::test
{

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool putFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(content) == content.size() && file.flush();
}

QMap<QString, QByteArray> contentsOf(const QString& folder)
{
    QMap<QString, QByteArray> contents;
    QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QFileInfo info(path);
        QFile file(path);
        const QByteArray what = info.isDir()                     ? QByteArray("folder")
                                : file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                 : QByteArray("?");
        const QByteArray when =
            info.isDir() ? QByteArray() : QByteArray::number(info.lastModified().toMSecsSinceEpoch());
        contents.insert(path.mid(folder.size()), when + '/' + QByteArray::number(int(info.permissions())) + '/' + what);
    }
    return contents;
}

QJsonObject jsonIn(const QString& path)
{
    return QJsonDocument::fromJson(contentOf(path)).object();
}

QByteArrayList CsvTable::column(const QByteArray& name) const
{
    const auto index = header.indexOf(name);
    QByteArrayList cells;
    for (const QByteArrayList& row : rows) {
        if (index >= 0 && index < row.size()) {
            cells << row[index];
        }
    }
    return cells;
}

CsvTable csvIn(const QString& path)
{
    CsvTable table;
    QByteArrayList lines = contentOf(path).split('\n');
    lines.removeLast();  // behind the last line's end
    for (const QByteArray& line : lines) {
        if (table.header.isEmpty()) {
            table.header = line.split(',');
        } else {
            table.rows << line.split(',');
        }
    }
    return table;
}

CsvTable withoutSeconds(const CsvTable& table)
{
    const auto keep = [&](const QByteArrayList& cells) {
        QByteArrayList kept;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (!table.header.value(i).endsWith("_seconds")) {
                kept << cells[i];
            }
        }
        return kept;
    };
    CsvTable rest;
    rest.header = keep(table.header);
    for (const QByteArrayList& row : table.rows) {
        rest.rows << keep(row);
    }
    return rest;
}

QString differenceOfLeaves(const QString& one, const QString& other)
{
    for (const char* name : {"iterations.csv", "evaluations.csv", "epochs.csv"}) {
        const CsvTable table = csvIn(one + '/' + name);
        if (table.rows.isEmpty() || withoutSeconds(table) != withoutSeconds(csvIn(other + '/' + name))) {
            return QString("%1 of %2 and %3").arg(name, one, other);
        }
    }
    for (const char* name : {"model.safetensors", "predictions.safetensors"}) {
        const QByteArray bytes = contentOf(one + '/' + name);
        if (bytes.isEmpty() || bytes != contentOf(other + '/' + name)) {
            return QString("%1 of %2 and %3").arg(name, one, other);
        }
    }
    const auto probesOf = [](const QString& leaf) { return QDir(leaf + "/probes").entryList(QDir::Files); };
    if (probesOf(one) != probesOf(other)) {
        return QString("probes of %1 and %2").arg(one, other);
    }
    for (const QString& name : probesOf(one)) {
        if (contentOf(one + "/probes/" + name) != contentOf(other + "/probes/" + name)) {
            return QString("%1 of %2 and %3").arg(name, one, other);
        }
    }
    return {};
}

QJsonObject safetensorsHeader(const QString& path)
{
    const QByteArray bytes = contentOf(path);
    constexpr qsizetype kLengthBytes = 8;
    if (bytes.size() < kLengthBytes) {
        return {};
    }
    const auto length = static_cast<qsizetype>(qFromLittleEndian<quint64>(bytes.constData()));
    return QJsonDocument::fromJson(bytes.mid(kLengthBytes, length)).object();
}

}  // namespace normscope::test
