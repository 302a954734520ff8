#pragma once

#include <initializer_list>

#include <normscope/probe/Moment.h>
#include <normscope/train/TrainingEvent.h>

/// The instruments: each adds its rows of a moment, of the columns that Instruments.cpp names.
namespace normscope::probe
{

class Rows
{
  public:
    explicit Rows(ProbeRows& rows)
        : m_rows(rows)
    {
    }

    /// `layer` empty: of the whole network.
    void add(const std::string& layer, std::initializer_list<double> values)
    {
        m_rows.layers.push_back(layer);
        m_rows.values.insert(m_rows.values.end(), values);
    }

  private:
    ProbeRows& m_rows;
};

void lookAtDistribution(Moment& moment, Rows& rows);
void lookAtEffectiveLr(Moment& moment, Rows& rows);
void lookAtBatchStatistics(Moment& moment, Rows& rows);
void lookAtUnits(Moment& moment, Rows& rows);
void lookAtDepth(Moment& moment, Rows& rows);
void lookAtSmoothness(Moment& moment, Rows& rows);
void lookAtCovariateShift(Moment& moment, Rows& rows);
void lookAtSharpness(Moment& moment, Rows& rows);
void lookAtStart(Moment& moment, Rows& rows);
void lookAtFolding(Moment& moment, Rows& rows);

}  // namespace normscope::probe
