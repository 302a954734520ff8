#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "ui/report/DocumentBuilder.h"

namespace normscope::ui
{

/// Something that each experiment has a value of.
struct Property
{
    RichText name;
    QStringList values;  ///< one for each experiment
    bool startsGroup = false;
};

struct ComparedTexts
{
    QString caption;      ///< of the table of what all have in common; markup
    QString differences;  ///< of the table of what differs; markup
    QString property;     ///< heads the names
    QString experiment;   ///< heads the experiments
};

/// What is the same everywhere once, and beside it only what differs: equal settings must not hide the others.
void addComparedTables(DocumentBuilder& builder, const std::vector<Property>& properties,
                       const QStringList& experiments, const ComparedTexts& texts);

}  // namespace normscope::ui
