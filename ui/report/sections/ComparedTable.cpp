#include "ui/report/sections/ComparedTable.h"

#include <QCoreApplication>
#include <algorithm>

namespace normscope::ui
{

namespace
{

struct ReportTables
{
    Q_DECLARE_TR_FUNCTIONS(ReportTables)
};

bool isSame(const Property& property)
{
    return std::all_of(property.values.begin(), property.values.end(),
                       [&](const QString& value) { return value == property.values.front(); });
}

/// Experiments stand side by side, or, where they are many, one below the other.
Table differencesTable(const std::vector<const Property*>& properties, const QStringList& experiments,
                       const ComparedTexts& texts)
{
    constexpr qsizetype kMostColumns = 4;
    using Align = Table::Align;
    Table table;
    table.caption = richText(texts.differences);
    if (experiments.size() <= kMostColumns) {
        table.columns.assign(static_cast<std::size_t>(experiments.size()) + 1, Align::Left);
        table.header = {literal(texts.property)};
        for (const QString& name : experiments) {
            table.header.push_back(literal(name));
        }
        for (const Property* property : properties) {
            Table::Row row{{property->name}, false};
            for (const QString& value : property->values) {
                row.cells.push_back(literal(value));
            }
            table.rows.push_back(std::move(row));
        }
        return table;
    }
    table.columns.assign(properties.size() + 1, Align::Left);
    table.header = {literal(texts.experiment)};
    for (const Property* property : properties) {
        table.header.push_back(property->name);
    }
    for (qsizetype i = 0; i < experiments.size(); ++i) {
        Table::Row row{{literal(experiments[i])}, false};
        for (const Property* property : properties) {
            row.cells.push_back(literal(property->values.at(i)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

void addComparedTables(DocumentBuilder& builder, const std::vector<Property>& properties,
                       const QStringList& experiments, const ComparedTexts& texts)
{
    using Align = Table::Align;
    Table common;
    common.caption = richText(texts.caption);
    common.columns = {Align::Left, Align::Left};
    common.header = {literal(texts.property), literal(ReportTables::tr("Value"))};
    std::vector<const Property*> different;
    bool startsGroup = false;
    for (const Property& property : properties) {
        startsGroup = startsGroup || property.startsGroup;
        if (isSame(property)) {
            common.rows.push_back(
                {{property.name, literal(property.values.front())}, startsGroup && !common.rows.empty()});
            startsGroup = false;
            continue;
        }
        different.push_back(&property);
    }
    if (!different.empty()) {
        builder.table(differencesTable(different, experiments, texts));
    }
    builder.table(std::move(common));
}

}  // namespace normscope::ui
