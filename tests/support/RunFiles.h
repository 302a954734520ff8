#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

/// The files of a run: reading what one left behind, independently of the code that wrote it, and putting others there.
namespace normscope::test
{

/// Everything in the file; empty where it cannot be read.
[[nodiscard]] QByteArray contentOf(const QString& path);

/// Writes the file, in folders that are made if need be; false where that cannot be done.
bool putFile(const QString& path, const QByteArray& content);

/// Every file and folder in there: what is in it and when it was written.
[[nodiscard]] QMap<QString, QByteArray> contentsOf(const QString& folder);

/// The object in a JSON file; empty where there is none.
[[nodiscard]] QJsonObject jsonIn(const QString& path);

/// A CSV file without quoted cells.
struct CsvTable
{
    QByteArrayList header;
    QList<QByteArrayList> rows;

    /// The column of that name, row by row; empty where there is none.
    [[nodiscard]] QByteArrayList column(const QByteArray& name) const;

    bool operator==(const CsvTable&) const = default;
};

[[nodiscard]] CsvTable csvIn(const QString& path);

/// The table but for the columns that no two runs have in common: those named …_seconds.
[[nodiscard]] CsvTable withoutSeconds(const CsvTable& table);

/// Where two leaves of the same experiment differ beyond the time that they took; empty where they do not.
[[nodiscard]] QString differenceOfLeaves(const QString& one, const QString& other);

/// The header of a safetensors file, the metadata among it; empty where it is none.
[[nodiscard]] QJsonObject safetensorsHeader(const QString& path);

}  // namespace normscope::test
