#pragma once

#include <string>

#include "fit.hpp"
#include "policy/model/linear_model.hpp"

// The fitted weights as the model that is kept: a byte each.
namespace jiaxin::policy::training {

LinearModel::Tables quantise(const Fit& fit, const std::vector<std::vector<double>>& types);

}  // namespace jiaxin::policy::training
